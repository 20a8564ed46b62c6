import { labels } from '../../adapters/slack/format/labels.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Asked } from '../platforms/slack/world.ts'

/**
 * What somebody is shown by the answer to what they did, and by nothing else that they are told meanwhile: in a form, in
 * a note, or to everyone.
 *
 * @param isForEveryone Whether it has been posted for everyone.
 */
export async function answerTo(slack: Slack, asked: Asked, isForEveryone: () => boolean): Promise<string> {
  await slack.until(() => asked.view !== undefined || asked.note !== undefined || isForEveryone())
  const { view, note } = asked
  if (view !== undefined) {
    await slack.until(() => !slack.textOf(view).includes(labels.loading))
    return slack.textOf(view)
  }
  return note === undefined ? 'Everyone sees it.' : slack.textOf(note)
}
