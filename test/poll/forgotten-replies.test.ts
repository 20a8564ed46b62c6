import { expect, test } from 'vitest'
import { latest, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'
import { posted, sevenVotes } from './seven-votes.ts'

test.each(['forget-me sure', 'forget-me sure votes'])(
  'the counts of a closed anonymous round stay as they were after %s of somebody who has answered',
  async (forgetting) => {
    await using chat = await openPoll('anonymous')
    const { table, ada, ben, cleo, dan, eve } = chat
    await sevenVotes(chat)
    await ada.type('close')
    const outcome = await posted(chat, 'outcome/')
    const list = await posted(chat, 'poll/')
    for (const who of [ada, ben, cleo, dan]) await who.press(outcome, 'We read the paper differently')
    for (const who of [eve, table.as('Gil')]) await who.press(outcome, 'We use the words differently')
    for (const who of [ben, dan])
      await who.press(
        await who.press(await who.press(list, 'Would these move you too?'), 'Mine too'),
        'Mine too',
      )
    const differ = 'Asked why they differ, 2 say it is the words, 4 say it is how they read the paper.'
    await table.until(outcome, differ)
    /** What the walk says of the first crux, once it is answered again. */
    const moved = async () => {
      const end = await dan.press(list, 'Would these move you too?')
      return wordsOf(await dan.press(await dan.press(end, 'Go through them again'), 'Mine too'))
    }
    expect(await moved()).toContain('3 of the 3 who answered said mine too.')

    // One has answered; the other has written a line, and answered too.
    for (const who of [ben, ada]) {
      expect(wordsOf(await who.type(forgetting))).toMatch(/^Done/)
      await table.quiet()
      expect(textOf(latest(outcome))).toContain(differ)
      expect(wordsOf(await eve.type('results'))).toContain(differ)
      expect(textOf(latest(list))).toMatch(/^2 of 7 have answered/m)
      expect(await moved()).toContain('3 of the 3 who answered said mine too.')
      expect(wordsOf(await who.type('my-data'))).not.toContain('paper differently')
    }
  },
)
