// Someone else came in: type a first name. People the group knows are offered while typing.
const MOST_OFFERED = 5
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

function makeNewcomer(screen) {
  const form = element('form', 'newcomer')
  screen.input = element('input', '', '', {
    id: 'newcomer', type: 'text', maxlength: '120', autocomplete: 'off', autocapitalize: 'words', enterkeyhint: 'done',
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'offered',
  })
  screen.offered = element('ul', 'offered', '', { id: 'offered', role: 'listbox', 'aria-label': 'People you know', hidden: '' })
  const add = element('button', 'add', 'Add', { type: 'submit' })
  const field = element('div', 'field')
  field.append(screen.input, add)
  form.append(element('label', '', 'Someone else here? First name', { for: 'newcomer' }), field, screen.offered)
  screen.input.oninput = () => offer(screen)
  screen.input.onkeydown = (event) => chooseByKey(screen, event)
  screen.input.onfocus = () => form.scrollIntoView({ block: 'nearest' })
  form.onsubmit = (event) => {
    event.preventDefault()
    addNewcomer(screen)
  }
  return form
}

function addNewcomer(screen) {
  const picked = screen.offered.querySelector('[aria-selected=true]')
  const name = screen.input.value.trim()
  if (picked) takeOffered(screen, picked.person)
  else if (name) {
    cameIn(screen, name)
    clearField(screen)
  }
}

function takeOffered(screen, person) {
  const line = linesOf(screen).find((each) => each.id === person.id) ?? newLine(person)
  markAs(screen, line, 'came')
  clearField(screen)
}

function clearField(screen) {
  screen.input.value = ''
  offer(screen)
  screen.input.focus()
}

function giveBack(screen, name) {
  if (!screen.input.value) screen.input.value = name
}

function offer(screen) {
  const typed = fold(screen.input.value)
  const known = [...linesOf(screen).filter((line) => line.kind === 'not_recorded'), ...screen.data.others]
  const found = typed ? known.filter((person) => fold(person.name).includes(typed)).slice(0, MOST_OFFERED) : []
  screen.offered.replaceChildren(...found.map((person, position) => offeredPerson(screen, person, position)))
  screen.offered.hidden = !found.length
  if (typed) screen.newcomer.scrollIntoView({ block: 'nearest' })
  setAttribute(screen.input, 'aria-expanded', found.length > 0)
  screen.input.removeAttribute('aria-activedescendant')
}

function offeredPerson(screen, person, position) {
  const item = element('li', '', '', { id: `offered-${position}`, role: 'option', 'aria-selected': 'false' })
  item.append(element('span', 'name', person.name), element('span', 'hints', person.hints.join(' · ')))
  item.person = person
  item.onclick = () => takeOffered(screen, person)
  return item
}

function chooseByKey(screen, event) {
  const items = [...screen.offered.children]
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (event.key === 'Escape') screen.offered.replaceChildren()
  if (!step || !items.length) return
  event.preventDefault()
  const from = items.findIndex((item) => item.getAttribute('aria-selected') === 'true')
  const to = (from + step + items.length) % items.length
  items.forEach((item, position) => setAttribute(item, 'aria-selected', position === to))
  setAttribute(screen.input, 'aria-activedescendant', items[to].id)
}
