// Blocks as the tests of the stand-in for Slack send them.

export const plain = (text: string) => ({ type: 'plain_text' as const, text })
export const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
export const section = (text: object) => ({ type: 'section', text })
export const button = (action_id: string, more: object = {}) => ({
  type: 'button',
  action_id,
  text: plain('Press'),
  ...more,
})
export const actions = (...elements: readonly object[]) => ({ type: 'actions', elements })
export const option = (value: string, text = value) => ({ text: plain(text), value })
export const select = (more: object) => ({ type: 'static_select', action_id: 's', ...more })
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Why'),
  element: { action_id: 'a', ...element },
  ...more,
})

export const modal = (blocks: readonly object[], more: object = {}) => ({
  type: 'modal',
  title: plain('A form'),
  submit: plain('Send'),
  blocks,
  ...more,
})
export const many = <One>(count: number, make: (i: number) => One) =>
  Array.from({ length: count }, (_, i) => make(i))
export const long = (length: number) => 'x'.repeat(length)
