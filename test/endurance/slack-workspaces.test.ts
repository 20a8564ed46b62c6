import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createInstalls } from '../../adapters/slack/client/installs.ts'
import { openStore } from '../../src/store/store.ts'
import type { Sent } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Asked } from '../platforms/slack/world.ts'
import { keyOf, type Workspace } from '../platforms/slack/world.ts'
import type { Cruxgrid } from '../running.ts'
import { eventsOf } from '../slack/open-slack.ts'
import { faultsIn } from '../slack/story-by.ts'
import { actionOf, type Story, storyOf } from '../slack/storyteller.ts'
import { installPage, type Tenancy, tenancy } from '../slack/tenancy.ts'
import { until } from '../until.ts'

describe.concurrent('two workspaces that installed the app, on two processes that share one database', () => {
  let table: Tenancy
  let slack: Slack
  let first: Cruxgrid
  let second: Cruxgrid
  let home: Workspace
  let away: Workspace
  let atHome: Story
  let elsewhere: Story

  /** Where deliveries go to: all of them in turn, or one. */
  const deliverTo = (...processes: readonly Cruxgrid[]) =>
    slack.deliverBy({ kind: 'http', urls: processes.map(eventsOf) })

  beforeAll(async () => {
    table = await tenancy(1)
    slack = table.slack
    const [one, another] = table.cruxgrids
    if (another === undefined) throw new Error('There is one process alone')
    first = one
    second = another
    home = slack.home
    away = slack.away
    atHome = storyOf({ slack, workspace: home })
    elsewhere = storyOf({ slack, workspace: away })
    deliverTo(first, second)
  })
  afterEach(() => expect(slack.violations).toEqual([]))
  afterAll(async () => {
    await table[Symbol.asyncDispose]()
    // A board may be on its way to a workspace at the moment that it removes the app.
    const isRemoval = (fault: string) => fault.includes('account_inactive')
    expect(table.cruxgrids.flatMap(faultsIn).filter((fault) => !isRemoval(fault))).toEqual([])
  })

  describe('an installation', { concurrent: false }, () => {
    test.each<{
      readonly what: string
      readonly how: Parameters<Slack['people']['install']>[2]
      readonly says: string
    }>([
      { what: 'with a state that nobody gave', how: { state: 'forged' }, says: 'in another browser' },
      { what: 'without a state', how: { state: '' }, says: 'incomplete' },
      { what: 'in another browser', how: { forgetsCookies: true }, says: 'in another browser' },
      { what: 'that is cancelled', how: { isAllowed: false }, says: 'You cancelled the installation.' },
    ])('$what is refused on a page that says why', async ({ how, says }) => {
      const { text } = await slack.people.install(away, installPage(first), how)
      expect(text).toContain('Cruxgrid wasn&#39;t installed')
      expect(text).toContain(says)
      expect(away.isInstalled).toBe(false)
      expect(slack.requests.map(({ method }) => method)).not.toContain('oauth.v2.access')
    })

    test('works, also when it is finished by another process than it was begun in', async () => {
      expect((await slack.people.install(home, installPage(first))).text).toContain(
        'Cruxgrid is installed in Reading Group',
      )
      expect((await slack.people.install(away, installPage(second))).text).toContain(
        'Cruxgrid is installed in Elsewhere',
      )
      expect(away.isInstalled).toBe(true)
    })

    test('leaves no token that can be read in the database', async () => {
      const folder = dirname(table.database)
      const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
      expect(files.length).toBeGreaterThan(0)
      for (const file of files)
        for (const secret of ['xoxb-', home.bot.token, away.bot.token])
          expect(file.includes(secret)).toBe(false)
    })
  })

  describe('between them', { concurrent: false }, () => {
    const title = 'Ours alone'
    let board: Sent
    let theirs: Sent

    test('the same paper has a poll in each', async () => {
      await atHome.opens(home.ada, 'poll At home')
      board = await atHome.opens(home.ada, `poll ${title}`)
      theirs = await elsewhere.opens(away.ada, `poll ${title}`)
      await atHome.told(slack.people.press(home.ben, 'Cog · Worst', board))
      expect(await elsewhere.told(slack.people.slash(away.ben, 'results'))).toContain('No votes yet.')
      expect(await elsewhere.told(slack.people.slash(away.ben, 'results At home'))).toContain(
        'No poll here is called',
      )
      const opened = await elsewhere.form(slack.people.openHome(away.ben))
      expect(slack.textOf(opened)).toContain(title)
      expect(slack.textOf(opened)).not.toContain('At home')
    })

    test('a vote on a poll of the other is refused, and changes nothing', async () => {
      const forged = actionOf(board, 'Eng · Avg')
      expect(await elsewhere.told(slack.people.pressRaw(away.ben, forged, theirs))).toContain(
        "I can't find that.",
      )
      expect(await atHome.told(slack.people.slash(home.cleo, `results ${title}`))).toContain('1 vote')
      expect(await elsewhere.told(slack.people.slash(away.ben, 'results'))).toContain('No votes yet.')
      expect([first, second].flatMap(({ log }) => log)).toContainEqual(
        expect.stringContaining('ignored a request for a poll of another workspace'),
      )
    })

    test('a form of the other is refused, and nothing of it is recorded', async () => {
      const ours = await atHome.form(slack.people.press(home.ben, 'Full ballot…', board))
      const form = await elsewhere.form(slack.people.press(away.ben, 'Full ballot…', theirs))
      const filled = (value: string) => ({ field: { type: 'radio_buttons', selected_option: { value } } })
      const state = { approach: filled('0'), case: filled('0') }
      const { private_metadata } = ours.content
      const asked = slack.people.submitRaw(away.ben, form, state, { private_metadata })
      expect(await elsewhere.told(asked)).toContain(
        'This form belongs to another workspace. Nothing was saved.',
      )
      expect(await atHome.told(slack.people.slash(home.cleo, `results ${title}`))).toContain('1 vote')
      expect(await elsewhere.told(slack.people.slash(away.ben, 'results'))).toContain('No votes yet.')
      expect(
        await elsewhere.told(slack.people.submit(away.ben, form, { approach: '0', case: '0' })),
      ).toContain('Your vote: Engineering × Average-case')
    })

    const answersTo = ({ person, workspace }: Asked) =>
      slack.requests.filter(
        ({ method, args, workspace: of }) =>
          method === 'chat.postEphemeral' && args.user === person.id && of === workspace.id,
      ).length

    test.each<{ readonly when: string; readonly isAnswered: boolean }>([
      { when: 'once it was answered', isAnswered: true },
      { when: 'at the same moment', isAnswered: false },
    ])(
      'an event that is delivered again to the other process $when is answered once',
      async ({ isAnswered }) => {
        const ask = () => slack.people.mention(home.cleo, 'help poll')
        deliverTo(first)
        const asked = ask()
        const before = answersTo(asked)
        if (isAnswered) await slack.people.answered(asked)
        deliverTo(second)
        const again = slack.people.deliverAgain(asked)
        await Promise.all([slack.people.acknowledged(again), slack.people.answered(asked)])
        // Whatever the other process had to say to it, it would have said before this.
        await slack.people.answered(slack.people.mention(home.ben, 'help results'))
        deliverTo(first)
        await slack.people.answered(slack.people.mention(home.ben, 'help results'))
        expect(answersTo(asked) - before).toBe(1)
        deliverTo(first, second)
      },
    )

    test('no call was made with the token of the other', () => {
      const used = new Map([home, away].map(({ id }) => [id, new Set<string>()]))
      for (const { workspace: id, token, args, method } of slack.requests) {
        const workspace = [home, away].find((one) => one.id === id)
        if (workspace === undefined || method === 'response') continue
        used.get(workspace.id)?.add(token)
        const { channel, ts, file, user, users, user_id, view_id } = args
        if (typeof channel === 'string') expect(workspace.channels.has(channel)).toBe(true)
        if (typeof ts === 'string') expect(workspace.messages.has(keyOf(String(channel), ts))).toBe(true)
        if (typeof file === 'string') expect(workspace.files.has(file)).toBe(true)
        if (typeof view_id === 'string') expect(workspace.views.has(view_id)).toBe(true)
        for (const one of [user, users, user_id])
          if (typeof one === 'string') expect([...workspace.users.keys(), workspace.bot.user]).toContain(one)
      }
      expect(used).toEqual(new Map([home, away].map(({ id, bot }) => [id, new Set([bot.token])])))
    })
  })

  describe('a workspace that removes the app', { concurrent: false }, () => {
    /** The token that is kept for a workspace, as another process would read it. */
    async function keptToken({ id }: Workspace): Promise<string | undefined> {
      const store = await openStore(`sqlite:${table.database}`)
      const identity = await createInstalls(store, table.encryptionKey).find(id)
      await store.close()
      return identity?.botToken
    }

    test.each(['app_uninstalled', 'tokens_revoked'])('is forgotten when Slack tells of %s', async (event) => {
      const other = event === 'app_uninstalled' ? 'tokens_revoked' : 'app_uninstalled'
      const before = away.bot.token
      expect(await keptToken(away)).toBe(before)
      slack.subscribed.delete(other)
      slack.people.uninstall(away)
      await expect.poll(() => keptToken(away)).toBeUndefined()
      slack.subscribed.add(other)
      expect(await keptToken(home)).toBe(home.bot.token)
      await slack.people.install(away, installPage(first))
      expect(away.bot.token).not.toBe(before)
      expect(await keptToken(away)).toBe(away.bot.token)
      await elsewhere.picture(await elsewhere.opens(away.ben, `poll After ${event}`))
      const calls = slack.requests.filter(({ workspace }) => workspace === away.id)
      expect(calls.at(-1)?.token === before).toBe(false)
    })

    test('and installs it again while Slack is asked about the removal stays installed', async () => {
      const removals = () =>
        [first, second].flatMap(({ log }) => log).filter((line) => line.includes('removed from a workspace'))
          .length
      const before = removals()
      let isAsked = false
      let isInstalledAgain = false
      slack.subscribed.delete('tokens_revoked')
      slack.makeTrouble((method) => {
        if (method !== 'auth.test' || isAsked) return undefined
        isAsked = true
        return { until: () => isInstalledAgain }
      })
      slack.people.uninstall(away)
      await until(() => isAsked)
      await slack.people.install(away, installPage(second))
      isInstalledAgain = true
      // The loopback looks again with whatever happens next.
      await atHome.told(slack.people.slash(home.ben, 'help'))
      slack.makeTrouble(() => undefined)
      slack.subscribed.add('tokens_revoked')
      await until(() => removals() > before)
      expect(await keptToken(away)).toBe(away.bot.token)
    })

    test('and installs it again stays installed, however late Slack tells of the removal', async () => {
      deliverTo()
      const removal = slack.people.uninstall(away)
      await slack.until(() => removal.failed === true)
      await slack.people.install(away, installPage(second))
      deliverTo(first)
      await slack.people.acknowledged(slack.people.deliverAgain(removal))
      // A removal is worked on in no more steps than this.
      await atHome.told(slack.people.slash(home.ben, 'help'))
      expect(await keptToken(away)).toBe(away.bot.token)
      expect(await elsewhere.told(slack.people.slash(away.ben, 'help'))).toContain('What I can do')
    })
  })
})
