// What always stays in sight: the count, whether all is saved, the way back, and the way out.
const SIGNS = { saved: 'All saved', saving: 'Saving…', trying: 'Not saved yet – trying again' }
const taps = (count) => (count === 1 ? '1 tap is' : `${count} taps are`)
const noConnection = (count) => `No connection. Your last ${taps(count)} kept here and not saved yet. Keep this page open.`

const finishing = (screen) => screen.queue.taps.some((tap) => tap.what === 'finish')

function makeBar(screen) {
  const bar = element('div', 'bar')
  screen.count = element('p', 'count', '', { role: 'status', 'aria-live': 'polite' })
  screen.sign = element('p', 'sign')
  screen.alert = element('p', 'alert', '', { role: 'alert' })
  screen.undo = button('undo', '', () => undo(screen))
  screen.undone = element('span', 'hints')
  screen.undo.append('Undo', screen.undone)
  screen.finish = button('finish', 'Finish', () => finishing(screen) || enqueue(screen, { what: 'finish' }))
  const top = element('div', 'top')
  top.append(screen.count, screen.sign)
  const buttons = element('div', 'buttons')
  buttons.append(screen.undo, screen.finish)
  bar.append(screen.alert, top, buttons)
  return bar
}

function paintBar(screen, lines) {
  const last = undoable(screen)
  const sign = savedSign(screen)
  setText(screen.count, countOf(lines, screen.data.mode))
  setText(screen.sign, SIGNS[sign])
  setAttribute(screen.sign, 'data-sign', sign)
  setText(screen.alert, screen.message || (sign === 'trying' ? noConnection(screen.queue.taps.length) : ''))
  setText(screen.undone, last ? last.says : '')
  setAttribute(screen.undo, 'aria-disabled', !last)
  setText(screen.finish, finishing(screen) ? 'Finishing…' : 'Finish')
  screen.finish.hidden = screen.data.mode === 'beforehand'
}
