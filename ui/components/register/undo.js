// Undo, newest first, as long as nobody else has changed the mark since.
function markAs(screen, line, kind, leftEarly = false) {
  if (line.unknown || (line.kind === kind && line.left_early === leftEarly)) return
  const before = { kind: line.kind, left_early: line.left_early }
  const after = { kind, left_early: leftEarly }
  screen.queue.undo.push({ member: line.id, before, after, says: `${line.name} → ${says(kind, leftEarly).toLowerCase()}` })
  enqueue(screen, { what: 'mark', member: line.id, ...after })
}

function everyoneIsHere(screen) {
  const members = linesOf(screen).filter(isUnmarked).map((line) => line.id)
  if (!members.length) return
  const batch = tapId()
  screen.queue.undo.push({ batch, members, again: new Set(), says: 'everyone here' })
  enqueue(screen, { id: batch, what: 'everyone' })
}

function cameIn(screen, name) {
  const tap = tapId()
  screen.queue.undo.push({ walkIn: tap, says: `${name} → came` })
  enqueue(screen, { id: tap, what: 'walk_in', name })
}

function undo(screen) {
  const last = undoable(screen)
  if (!last) return
  screen.queue.undo.pop()
  if (last.batch) undoEveryone(screen, last)
  else undoMark(screen, last)
}

function undoMark(screen, { member, before }) {
  enqueue(screen, { what: 'mark', member, ...before })
  // Touched and put back by this same hand: still part of "everyone" when that is undone next.
  screen.queue.undo.findLast((entry) => entry.members?.includes(member))?.again.add(member)
}

function undoEveryone(screen, { batch, members, again }) {
  const stillHere = linesOf(screen).filter((line) => again.has(line.id) && line.kind === 'came')
  enqueue(screen, { what: 'undo_everyone', batch, members })
  for (const line of stillHere) {
    enqueue(screen, { what: 'mark', member: line.id, kind: 'not_recorded', left_early: false })
  }
}

// The last tap that can still be taken back; older than that is dropped with whatever stands above it.
function undoable(screen) {
  const lines = new Map(linesOf(screen).map((line) => [line.id, line]))
  while (screen.queue.undo.length) {
    const last = screen.queue.undo.at(-1)
    if (last.walkIn) nameNewcomer(screen, last)
    if (last.batch || last.walkIn || stands(lines.get(last.member), last.after)) return last.walkIn ? null : last
    screen.queue.undo.pop()
  }
  return null
}

const stands = (line, mark) => Boolean(line && mark) && line.kind === mark.kind && line.left_early === mark.left_early

// Once the server has said who a newcomer became, their mark can be taken back like any other.
function nameNewcomer(screen, entry) {
  const member = screen.members.get(entry.walkIn)
  if (member === undefined) {
    if (!screen.queue.taps.some((tap) => tap.id === entry.walkIn)) entry.walkIn = undefined
    return
  }
  const none = { kind: 'not_recorded', left_early: false }
  Object.assign(entry, { walkIn: undefined, member, before: none, after: { kind: 'came', left_early: false } })
}
