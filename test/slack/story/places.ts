import { beforeAll, describe, expect, test } from 'vitest'
import type { ChannelKind } from '../../platforms/slack/entities.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { actionOf, type Story } from '../storyteller.ts'
import { closedPlaces, type Scene } from './scene.ts'

/** Private channels, shared and archived ones, and those that the bot is not in. */
export function inPlaces(begun: () => Scene): void {
  describe('in a place of its own', () => {
    let slack: Slack
    let people: Slack['people']
    let here: Workspace
    let teller: Story
    let closed: Scene['closed']
    beforeAll(() => {
      ;({ slack, people, here, teller, closed } = begun())
    })

    test.each(closedPlaces)('$kind, a poll is for those who are there', async ({ kind }) => {
      const { ada, ben, cleo } = here
      const channel = closed.get(kind)
      if (channel === undefined) throw new Error(`There is no ${kind} channel`)
      const paper = `Only ${kind}`
      await people.answered(people.mention(ben, `poll “${paper}”`, { channel }))
      const poll = await teller.appears('[Cog · Worst]', { channel })
      await teller.told(people.press(ada, 'Eng · Pess', poll))
      expect(await teller.told(people.slash(ben, 'results', channel))).toContain(paper)
      expect(await teller.told(people.slash(cleo, `results ${paper}`))).toContain('No poll here is called')
      const [elsewhere] = teller.posted()
      if (elsewhere === undefined) throw new Error('Nothing was posted')
      const forged = actionOf(poll, 'Cog · Worst')
      expect(await teller.told(people.pressRaw(cleo, forged, elsewhere))).toContain("I can't find that.")
      const home = await teller.form(people.openHome(ben))
      expect(slack.textOf(home)).toContain(paper)
      const results = await teller.form(people.pressRaw(ben, actionOf(home, 'Full report', paper), home))
      expect(slack.textOf(results)).toContain('1 vote')
      expect(slack.textOf(await teller.form(people.openHome(cleo)))).not.toContain(paper)
      people.slash(ben, 'close', channel)
      await teller.appears('Round 1 is closed.', { under: poll })
    })

    test.each<{ readonly kind: ChannelKind }>([{ kind: 'public' }, { kind: 'private' }])(
      'a $kind one where the bot isn’t: it answers, and says what to type before it posts',
      async ({ kind }) => {
        const { ben } = here
        const channel = here.openChannel(`uninvited-${kind}`, { kind, hasBot: false })
        const paper = `Uninvited ${kind}`
        expect(await teller.told(people.slash(ben, 'explain AI control', channel))).toContain(
          'Behaviorist science × Worst-case',
        )
        const before = slack.requests.length
        expect(await teller.told(people.slash(ben, `poll “${paper}”`, channel))).toContain(
          'Type /invite @Cruxgrid here, then try again.',
        )
        const since = slack.requests.slice(before).filter(({ args }) => args.channel === channel.id)
        expect(since.map(({ method }) => method)).not.toContain('chat.postMessage')
        people.invite(channel)
        const poll = await teller.opens(ben, `poll “${paper}”`, channel)
        expect(await teller.told(people.press(ben, 'Eng · Avg', poll))).toContain('Your vote: Engineering')
      },
    )

    test('an archived one takes no polls', async () => {
      const { ben } = here
      const channel = here.openChannel('archived', { kind: 'public', isArchived: true })
      expect(await teller.told(people.slash(ben, 'poll Too late', channel))).toContain(
        'This channel is archived. Nothing was posted.',
      )
      expect(teller.posted(channel)).toEqual([])
    })

    test('a shared one: a stranger votes, and manages nothing, whatever they are at home', async () => {
      const { ada, ben } = here
      const channel = here.openChannel('shared', { kind: 'public', creator: ada, isExtShared: true })
      const zoe = { ...slack.stranger('Zoe'), is_admin: true, is_owner: true }
      here.users.set(zoe.id, zoe)
      channel.members.add(zoe.id)
      const poll = await teller.opens(ben, 'poll Read together', channel)
      expect(await teller.told(people.press(zoe, 'Cog · Pess', poll))).toContain(
        'Your vote: Cognitivist science',
      )
      const form = await teller.form(people.press(zoe, 'Full ballot…', poll))
      expect(await teller.told(people.submit(zoe, form, { why: 'From afar.' }))).toContain('From afar.')
      expect(await teller.told(people.press(zoe, 'More…', poll))).toContain('[Full report]')
      expect(slack.textOf(teller.note(zoe))).not.toContain('[Close round 1]')
      expect(await teller.told(people.slash(zoe, 'close', channel))).toContain('can close this poll.')
      expect(await teller.told(people.slash(zoe, 'settings', channel))).not.toContain('[Change…]')
      expect(await teller.told(people.slash(ben, 'results', channel))).toContain('Zoe')
      expect(await teller.told(people.mention(zoe, 'results', { channel }))).toContain('From afar.')
    })

    test('a poll of which nobody could say whether it arrived is posted once', async () => {
      const { ben } = here
      const kinds: readonly ChannelKind[] = ['public', 'private', 'mpim']
      const channels = kinds.map((kind) => here.openChannel(`lossy-${kind}`, { kind }))
      const lost = new Set<unknown>()
      slack.makeTrouble((method, { channel }) => {
        const isHere = channels.some(({ id }) => id === channel)
        if (method !== 'chat.postMessage' || !isHere || lost.has(channel)) return undefined
        lost.add(channel)
        return 'lose'
      })
      for (const channel of channels) {
        const poll = await teller.opens(ben, 'poll Lost on the way', channel)
        // It is edited by whoever knows where it is.
        await teller.picture(poll)
        expect(teller.posted(channel)).toEqual([poll])
      }
      slack.makeTrouble(() => undefined)
      expect(lost.size).toBe(channels.length)
    })
  })
}
