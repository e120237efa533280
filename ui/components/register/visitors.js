// Guests who are nobody's member: a number, one tap up or down, and no names.
const MOST_GUESTS = 99

function makeVisitors(screen) {
  const box = element('div', 'visitors', '', { role: 'group', 'aria-label': 'Guests who are not members' })
  screen.guests = element('span', 'guests', '', { role: 'status', 'aria-live': 'polite' })
  const less = button('step', '−', () => changeGuests(screen, -1), { 'aria-label': 'One guest fewer' })
  const more = button('step', '+', () => changeGuests(screen, 1), { 'aria-label': 'One guest more' })
  box.append(element('span', 'label', 'Guests who are not members'), less, screen.guests, more)
  return box
}

function guestsOf({ data, queue }) {
  return queue.taps.findLast((tap) => tap.what === 'visitors')?.count ?? data.visitors
}

function changeGuests(screen, step) {
  const count = Math.min(Math.max(guestsOf(screen) + step, 0), MOST_GUESTS)
  if (count !== guestsOf(screen)) enqueue(screen, { what: 'visitors', count })
}

function paintVisitors(screen) {
  setText(screen.guests, String(guestsOf(screen)))
}
