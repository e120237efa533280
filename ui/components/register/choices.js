// Everything else a mark can be, under the row, out of the way until somebody asks for it.
const CHOICES = [
  ['came', 'Came'],
  ['late', 'Came late'],
  ['sent_word', 'Sent word (not today)'],
  ['did_not_come', 'Did not come'],
]

function choicesFor(screen, row) {
  const panel = element('div', 'choices', '', { role: 'group', hidden: '' })
  for (const [kind, text] of CHOICES) panel.append(choice(screen, row, kind, text, (line) => markAs(screen, line, kind)))
  const leave = (line) => markAs(screen, line, CAME.has(line.kind) ? line.kind : 'came', !line.left_early)
  panel.append(choice(screen, row, 'left_early', 'Left early', leave))
  panel.append(choice(screen, row, 'not_recorded', 'Clear the mark', (line) => markAs(screen, line, 'not_recorded')))
  return panel
}

function choice(screen, row, kind, text, act) {
  const onClick = () => {
    act(row.line)
    openChoices(screen, null)
    row.mark.focus()
  }
  return button('choice', text, onClick, { 'data-choice': kind, 'aria-pressed': 'false' })
}

function openChoices(screen, row) {
  screen.open = row
  for (const each of screen.rows.values()) {
    each.panel.hidden = each !== row
    setAttribute(each.more, 'aria-expanded', each === row)
  }
  row?.panel.firstChild.focus({ preventScroll: true })
  row?.panel.scrollIntoView({ block: 'nearest' })
}

function paintChoices(row, line) {
  for (const each of row.panel.children) {
    const kind = each.dataset.choice
    setAttribute(each, 'aria-pressed', kind === 'left_early' ? line.left_early : kind === line.kind)
  }
}
