// The component: built once, painted at every change, cleaned up once.
const SCREENS = new WeakMap()
const HINTS = {
  open: 'Then tap anyone who is not here. Tap again to change back.',
  beforehand: 'Tap whoever sends word that they cannot come: “not today” needs no reason. “Coming” notes a yes.',
}

export default function ({ data, parentElement, setTriggerValue }) {
  const screen = SCREENS.get(parentElement) ?? build(parentElement)
  Object.assign(screen, { data, setTriggerValue, queue: queueOf(data.key) })
  for (const [tap, member] of Object.entries(data.members)) screen.members.set(tap, member)
  settle(screen, data)
  paint(screen)
  return () => {
    clearInterval(screen.again)
    clearInterval(screen.watch)
    window.removeEventListener('beforeunload', screen.warn)
    screen.root.remove()
    SCREENS.delete(parentElement)
    leave(screen)
  }
}

// Gone because it is finished, most likely. A finish is never sent again later: the register may have been opened
// again for a reason. What was kept stands at the top of the page; the bar stood at the end of a long list.
function leave(screen) {
  if (!finishing(screen)) return
  screen.queue.taps = screen.queue.taps.filter((tap) => tap.what !== 'finish')
  requestAnimationFrame(() => document.querySelector('h1')?.scrollIntoView({ block: 'center' }))
}

function build(parentElement) {
  const screen = { rows: new Map(), members: new Map(), open: null, message: '' }
  screen.root = element('div', 'register')
  screen.everyone = button('everyone', 'Everyone expected is here', () => everyoneIsHere(screen))
  screen.hint = element('p', 'hint')
  screen.list = element('ul', 'rows', '', { 'aria-label': 'Register' })
  screen.newcomer = makeNewcomer(screen)
  screen.visitors = makeVisitors(screen)
  screen.help = element('p', 'help')
  screen.root.append(screen.everyone, screen.hint, screen.list, screen.newcomer, screen.visitors, screen.help, makeBar(screen))
  screen.root.onkeydown = (event) => onKey(screen, event)
  screen.again = setInterval(() => send(screen), AGAIN_MS)
  screen.watch = setInterval(() => screen.queue.taps.length && paint(screen), 500)
  // Leaving the page would lose taps that wait: the browser asks first.
  screen.warn = (event) => screen.queue.taps.length && event.preventDefault()
  window.addEventListener('beforeunload', screen.warn)
  parentElement.append(screen.root)
  SCREENS.set(parentElement, screen)
  return screen
}

function paint(screen) {
  const lines = linesOf(screen)
  const open = screen.data.mode === 'open'
  screen.everyone.hidden = !open
  // Not `disabled`: a disabled button drops the keyboard's place.
  setAttribute(screen.everyone, 'aria-disabled', !lines.some(isUnmarked))
  screen.newcomer.hidden = screen.visitors.hidden = !open
  paintVisitors(screen)
  setText(screen.hint, HINTS[screen.data.mode] ?? '')
  setText(screen.help, HELP[screen.data.mode] ?? '')
  paintRows(screen, lines)
  paintBar(screen, lines)
}
