// Taps wait here until the server says that they are saved. Each send carries all that wait, because Streamlit
// keeps only the newest; the server counts a tap once however often it comes.
const AGAIN_MS = 2000
const WORRY_MS = 3500
const TOGETHER_MS = 60

// Outlives the component: it is built anew when the connection comes back or the page is opened again.
const WAITING = (globalThis[Symbol.for('common-ground-register')] ??= new Map())

function queueOf(key) {
  if (!WAITING.has(key)) WAITING.set(key, { taps: [], undo: [] })
  return WAITING.get(key)
}

function enqueue(screen, tap) {
  const named = { id: tapId(), at: performance.now(), ...tap }
  screen.queue.taps.push(named)
  screen.message = ''
  clearTimeout(screen.soon)
  screen.soon = setTimeout(() => send(screen), TOGETHER_MS)
  paint(screen)
  return named
}

function send(screen) {
  if (screen.queue.taps.length) {
    const taps = screen.queue.taps.map(({ at, members, ...told }) => told)
    screen.setTriggerValue('send', { taps })
  }
}

// Drops what the server has answered. A refusal is told, and what was typed goes back into its field.
function settle(screen, { saved, refused }) {
  const done = new Set(saved)
  screen.queue.taps = screen.queue.taps.filter((tap) => {
    if (done.has(tap.id)) return false
    if (!(tap.id in refused)) return true
    screen.message = refused[tap.id]
    if (tap.what === 'walk_in') giveBack(screen, tap.name)
    return false
  })
}

function savedSign(screen) {
  const [oldest] = screen.queue.taps
  if (!oldest) return 'saved'
  return performance.now() - oldest.at > WORRY_MS ? 'trying' : 'saving'
}

// Not crypto.randomUUID: browsers offer that on https alone, and a first look is often at a plain address.
function tapId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
