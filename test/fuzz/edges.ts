import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { z } from 'zod'
import { readSettings as readDiscordSettings } from '../../adapters/discord/setup/settings.ts'
import { createControlStore } from '../../adapters/shared/control-store.ts'
import * as slackBodies from '../../adapters/slack/handling/read.ts'
import * as slackEvents from '../../adapters/slack/handling/read-event.ts'
import { decodeSlash, decodeText } from '../../adapters/slack/handling/typed-text.ts'
import { readExtras, readSettings as readSlackSettings } from '../../adapters/slack/setup/settings.ts'
import { readSettings as readWebSettings } from '../../adapters/web/settings.ts'
import { findStray, parseWords } from '../../src/bot/parse-words.ts'
import { decodeCall, encodeCall } from '../../src/chat/call.ts'
import { PersonId } from '../../src/chat/caller.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { readConfig, toAnonymityKeys } from '../../src/config.ts'
import { readExport } from '../../src/export/read-export.ts'
import { readImportFile } from '../../src/export/read-import.ts'
import { doubtOf } from '../../src/paper/doubt.ts'
import { BadAnswer } from '../../src/paper/http/bad-answer.ts'
import { readPaper } from '../../src/paper/read-paper.ts'
import { excessOf, recognise, recogniseAll, toPaper } from '../../src/paper/recognise.ts'
import { loadSources } from '../../src/paper/sources/index.ts'
import { heads } from '../../src/poll/poll-records.ts'
import { readRule } from '../../src/reading/schedule/read-rule.ts'
import { decode } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { findTopic } from '../../src/taxonomy/find-topic.ts'
import { readDates } from '../../src/time/read-dates.ts'
import { readFullDate } from '../../src/time/read-full-date.ts'
import { readLength } from '../../src/time/read-length.ts'
import { readOwnZone } from '../../src/time/read-own-zone.ts'
import { readPastDay } from '../../src/time/read-past-day.ts'
import { readTime } from '../../src/time/read-time.ts'
import { listedCommands } from '../bot/word-table.ts'
import { kinds } from '../store/record-kinds.ts'
import { bodies, texts } from './inputs.ts'
import { createNewerEdges } from './newer-edges.ts'
import * as samples from './samples.ts'
import { defineEdge } from './try-edge.ts'

const now = '2026-11-30T12:00:00Z'
const zone = 'Europe/Berlin'
const sources = await loadSources()
const person = PersonId.parse('discord:400000000000000001')
const isInvalid = (fault: unknown): boolean => fault instanceof z.ZodError

/** The reader of a control that is a call throws none of its arguments away. */
function readCall(text: string): void {
  const call = decodeCall(text)
  if (call === undefined) return
  const again = decodeCall(encodeCall(call))
  if (JSON.stringify(again) !== JSON.stringify(call)) throw new Error('A call became another one')
}

const controlsIn = (store: Store, platform: string) => {
  const { readControl } = createControlStore(store, platform)
  return async (text: string) => {
    readCall(text)
    await readControl(text, person)
  }
}

function readTimes(text: string): void {
  for (const read of [readTime, readDates, readRule]) read(text, { now, zone })
  readPastDay(text, '2026-11-30')
  for (const read of [readFullDate, readLength, readOwnZone]) read(text)
}

function readLinks(text: string): void {
  toPaper(recognise(text))
  for (const paper of recogniseAll(text)) toPaper(paper)
  doubtOf(text)
  excessOf(text)
  readPaper(text)
}

function readSettings(values: Readonly<Record<string, string>>): void {
  const readers = [readWebSettings, readDiscordSettings, readSlackSettings, readExtras, readConfig]
  for (const read of [...readers, () => toAnonymityKeys(readConfig(values))])
    try {
      read(values)
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault
    }
}

/** The names of all settings, as the example lists them. */
const variables = [
  ...readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm),
].map(([, name = '']) => name)

async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  // Characters are divided, too.
  for (let at = 0; at < bytes.length; at += 37) yield bytes.subarray(at, at + 37)
}

const slackReaders = [
  slackBodies.readSlash,
  slackBodies.readPress,
  slackBodies.readShortcut,
  slackBodies.readSubmission,
  slackBodies.readSuggestion,
  (body: unknown) => slackEvents.readMessage(body, 'U0BOT', true),
  slackEvents.readHomeOpened,
  slackEvents.readContext,
  slackEvents.readLinks,
  slackEvents.readUnfurlable,
]

/** Each reader gets every body: what isn't meant for it is refused. */
function readSlackBody(body: unknown): void {
  for (const read of slackReaders)
    try {
      read(body)
    } catch (fault) {
      if (!isInvalid(fault)) throw fault
    }
}

/** Everything that anybody else can send, type, set or leave in a file, with its reader. @param store For what controls hold. */
export const createEdges = async (store: Store) => [
  ...(await createNewerEdges()),
  defineEdge({
    name: 'custom ids of Discord',
    inputs: texts(samples.controls),
    read: controlsIn(store, 'discord'),
    share: 80_000,
  }),
  defineEdge({
    name: 'action values of Slack',
    inputs: texts(samples.controls),
    read: controlsIn(store, 'slack'),
    share: 80_000,
  }),
  defineEdge({
    name: 'bodies and forms of Slack',
    inputs: bodies(samples.slackBodies),
    read: readSlackBody,
    share: 100_000,
  }),
  defineEdge({
    name: 'typed words',
    inputs: texts(samples.typed),
    read(text) {
      parseWords(text, listedCommands)
      findStray(text, listedCommands)
    },
    share: 80_000,
  }),
  defineEdge({ name: 'questions', inputs: texts(samples.questions), read: findTopic, share: 20_000 }),
  defineEdge({
    name: 'words as Slack escapes them',
    inputs: texts(samples.typed),
    read: (text) => [decodeSlash(text), decodeText(text)],
    share: 50_000,
  }),
  defineEdge({
    name: 'times',
    inputs: texts(samples.times),
    read: readTimes,
    corpus: samples.slowTimes,
    share: 100_000,
  }),
  defineEdge({ name: 'links', inputs: texts(samples.links), read: readLinks, share: 110_000 }),
  defineEdge({
    name: 'records',
    inputs: fc.tuple(fc.constantFrom(...Object.keys(kinds)), bodies(samples.records)),
    read([name, stored]) {
      const kind = kinds[name]
      if (kind !== undefined) decode(kind, JSON.stringify(stored), () => 'Ada')
    },
    share: 80_000,
  }),
  defineEdge({
    name: 'records that are no JSON any more',
    inputs: texts(samples.records.map((record) => JSON.stringify(record))),
    read: (text) => decode(heads, text, () => 'Ada'),
    share: 20_000,
  }),
  defineEdge({
    name: 'settings',
    inputs: fc.dictionary(fc.constantFrom(...variables), texts(samples.settings), { maxKeys: 6 }),
    read: readSettings,
    share: 40_000,
  }),
  defineEdge({
    name: 'imports',
    inputs: texts(samples.imports),
    read: (text) => readImportFile(inPieces(text), Date.parse(now)),
    share: 50_000,
  }),
  defineEdge({ name: 'exports', inputs: texts(samples.imports), read: readExport, share: 30_000 }),
  defineEdge({
    name: 'feeds and pages of papers',
    inputs: texts(samples.feeds),
    read: (text) => readFeeds(text),
    share: 60_000,
  }),
]

/** Each source gets every document. */
function readFeeds(text: string): void {
  for (const { read } of sources)
    try {
      read(text)
    } catch (fault) {
      if (!isInvalid(fault) && !(fault instanceof SyntaxError) && !(fault instanceof BadAnswer)) throw fault
    }
}
