// The rows: name and mark are one large button, "More" opens the rest. Rows are changed in place, never rebuilt.
function makeRow(screen) {
  const row = { li: element('li', 'row'), name: element('span', 'name'), hints: element('span', 'hints') }
  row.mark = button('mark', '', () => tapRow(screen, row))
  row.state = element('span', 'state')
  row.icon = icon()
  row.word = element('span', 'word')
  row.state.append(row.icon, row.word)
  const who = element('span', 'who')
  who.append(row.name, row.hints)
  row.mark.append(who, row.state)
  row.more = button('more', 'More', () => openChoices(screen, screen.open === row ? null : row))
  row.coming = button('more coming', 'Coming', () => sayComing(screen, row.line))
  row.panel = choicesFor(screen, row)
  const main = element('div', 'line')
  main.append(row.mark, row.coming, row.more)
  row.li.append(main, row.panel)
  row.li.row = row
  return row
}

function tapRow(screen, row) {
  const { line } = row
  if (screen.data.mode === 'beforehand') {
    markAs(screen, line, line.kind === 'sent_word' ? 'not_recorded' : 'sent_word')
  } else {
    markAs(screen, line, CAME.has(line.kind) ? 'did_not_come' : 'came')
  }
}

function sayComing(screen, line) {
  enqueue(screen, { what: 'coming', member: line.id, coming: !comes(line) })
}

const comes = (line) => Boolean(line.coming) && line.kind === 'not_recorded'

function wordOf(screen, line) {
  if (screen.data.mode !== 'beforehand' || line.kind !== 'not_recorded') return says(line.kind, line.left_early)
  return comes(line) ? 'Coming' : 'No word yet'
}

function paintRow(screen, row, line) {
  row.line = line
  setText(row.name, line.name)
  setText(row.hints, line.hints.join(' · '))
  setAttribute(row.li, 'data-kind', line.kind)
  setAttribute(row.li, 'data-saved', !line.waiting)
  setText(row.word, wordOf(screen, line))
  setAttribute(row.li, 'data-coming', screen.data.mode === 'beforehand' && comes(line))
  setAttribute(row.icon.firstChild, 'd', MARKS[screen.data.mode === 'beforehand' && comes(line) ? 'came' : line.kind].icon)
  setAttribute(row.coming, 'aria-label', `${line.name} is coming`)
  setAttribute(row.coming, 'aria-pressed', comes(line))
  row.coming.hidden = screen.data.mode !== 'beforehand'
  setAttribute(row.more, 'aria-label', `More choices for ${line.name}`)
  setAttribute(row.more, 'aria-expanded', screen.open === row)
  setAttribute(row.panel, 'aria-label', `Mark ${line.name} as`)
  row.more.hidden = screen.data.mode === 'beforehand' || Boolean(line.unknown)
  row.mark.disabled = Boolean(line.unknown)
  paintChoices(row, line)
}

function paintRows(screen, lines) {
  const wanted = new Set(lines.map((line) => line.id))
  for (const [id, row] of screen.rows) {
    if (wanted.has(id)) continue
    row.li.remove()
    screen.rows.delete(id)
  }
  lines.forEach((line, position) => {
    if (!screen.rows.has(line.id)) screen.rows.set(line.id, makeRow(screen))
    const row = screen.rows.get(line.id)
    const there = screen.list.children[position]
    if (there !== row.li) screen.list.insertBefore(row.li, there ?? null)
    paintRow(screen, row, line)
  })
}
