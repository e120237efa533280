// The keyboard alone: arrows move, Enter and Space tap (as on any button), a letter marks and moves on.
const LETTERS = { c: 'came', l: 'late', s: 'sent_word', d: 'did_not_come', u: 'not_recorded' }
const HELP = {
  open: 'Keyboard: arrows move · Enter or Space taps · C came · L late · S sent word · D did not come · E left early · U clear',
  beforehand: 'Keyboard: arrows move · C coming · S sent word · U clear',
}

function onKey(screen, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const row = event.target.closest?.('.row')?.row
  if (!row) return
  if (event.key === 'Escape' && screen.open) {
    event.preventDefault()
    openChoices(screen, null)
    row.mark.focus()
  } else if (event.target === row.mark && act(screen, row, event.key)) event.preventDefault()
}

function act(screen, row, key) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (step) return move(row, step)
  const letter = key.toLowerCase()
  if (letter === 'e' && screen.data.mode === 'open') {
    markAs(screen, row.line, CAME.has(row.line.kind) ? row.line.kind : 'came', true)
    return move(row, 1)
  }
  if (letter === 'c' && screen.data.mode === 'beforehand') {
    sayComing(screen, row.line)
    return move(row, 1)
  }
  const kind = LETTERS[letter]
  if (!kind || (screen.data.mode === 'beforehand' && !'su'.includes(letter))) return false
  markAs(screen, row.line, kind)
  return move(row, 1)
}

function move(row, step) {
  const next = step > 0 ? row.li.nextElementSibling : row.li.previousElementSibling
  next?.row.mark.focus()
  return true
}
