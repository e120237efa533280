// The lines as they will be: what the server knows, with the waiting taps laid over it in order.
function linesOf({ data, queue }) {
  const lines = new Map(data.rows.map((row) => [row.id, { ...row }]))
  const others = new Map(data.others.map((other) => [other.id, other]))
  for (const tap of queue.taps) LAYOVER[tap.what]?.(lines, tap, others)
  return [...lines.values()]
}

const LAYOVER = {
  mark(lines, tap, others) {
    const line = lines.get(tap.member) ?? newLine(others.get(tap.member))
    if (line) lines.set(tap.member, { ...line, kind: tap.kind, left_early: tap.left_early, waiting: true })
  },
  coming(lines, tap) {
    const line = lines.get(tap.member)
    if (!line) return
    const kind = tap.coming && line.kind === 'sent_word' ? 'not_recorded' : line.kind
    Object.assign(line, { coming: tap.coming, kind, waiting: true })
  },
  everyone(lines) {
    for (const line of lines.values()) if (isUnmarked(line)) Object.assign(line, { kind: 'came', waiting: true })
  },
  undo_everyone(lines, tap) {
    for (const id of tap.members) {
      const line = lines.get(id)
      if (line?.kind === 'came') Object.assign(line, { kind: 'not_recorded', left_early: false, waiting: true })
    }
  },
  walk_in(lines, tap) {
    const line = newLine({ id: tap.id, name: tap.name, hints: ['First time'] })
    lines.set(tap.id, { ...line, kind: 'came', waiting: true, unknown: true })
  },
}

const newLine = (person) => person && { ...person, kind: 'not_recorded', left_early: false, expected: false }
const isUnmarked = (line) => line.expected && line.kind === 'not_recorded'
const howMany = (lines, ...kinds) => lines.filter((line) => kinds.includes(line.kind)).length

function countOf(lines, mode) {
  const unmarked = howMany(lines, 'not_recorded')
  const word = `${howMany(lines, 'sent_word')} sent word`
  if (mode === 'beforehand') {
    const yes = lines.filter((line) => line.coming && line.kind === 'not_recorded').length
    return `${yes} said they come · ${word} · ${unmarked - yes} no word yet`
  }
  const came = `${howMany(lines, 'came', 'late')} came`
  return `${came} · ${howMany(lines, 'did_not_come')} did not · ${word} · ${unmarked} not marked`
}
