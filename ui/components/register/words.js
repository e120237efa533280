// What the register says: every mark in words, each with an icon of its own, so that colour never speaks alone.
const MARKS = {
  came: { says: 'Came', icon: 'M4 10.5 8.2 15 16 5.5' },
  late: { says: 'Came late', icon: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 6v4.4l3 1.8' },
  sent_word: { says: 'Sent word', icon: 'M3 4.5h14v9H9l-4 3.5v-3.5H3z' },
  did_not_come: { says: 'Did not come', icon: 'M4.5 10h11' },
  not_recorded: { says: 'Not marked', icon: 'M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12' },
}
const LEFT_EARLY = 'left early'
const CAME = new Set(['came', 'late'])

const says = (kind, leftEarly) => MARKS[kind].says + (leftEarly ? `, ${LEFT_EARLY}` : '')
const people = (count) => (count === 1 ? '1 person' : `${count} people`)

// An element with a class, text and attributes. Text is always text: a name never becomes markup.
function element(tag, className, text, attributes = {}) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text) made.textContent = text
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

function button(className, text, onClick, attributes = {}) {
  const made = element('button', className, text, { type: 'button', ...attributes })
  made.onclick = onClick
  return made
}

function icon() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'))
  return svg
}

// Writes only what changed: a screen reader hears no news that is none, and focus stays where it is.
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text
}

function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value)
}
