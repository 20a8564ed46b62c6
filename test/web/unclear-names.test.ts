import { expect, test } from 'vitest'
import { openWeb } from './open-web.ts'

test.each(['close', 'reveal'])(
  '%s with a name that no poll has offers those that may be meant',
  async (act) => {
    await using playground = await openWeb()
    const ada = playground.as('Ada')
    await ada.type('/grid poll “Paper One” blind')
    await ada.type('/grid poll “Paper Two” blind')
    expect(await ada.type(`/grid ${act} everything`)).toMatchObject({
      kind: 'refusal',
      happened: 'No poll here is called “everything”.',
      buttons: [{ label: 'Paper Two · Ada' }, { label: 'Paper One · Ada' }],
    })
  },
)
