import { afterEach, beforeAll } from 'vitest'
import type { Table } from '../storyteller.ts'
import { whoeverAsks } from './asking.ts'
import { aBlindPoll } from './blind-poll.ts'
import { inWords } from './in-words.ts'
import { inTheEnd } from './leftovers.ts'
import { inPlaces } from './places.ts'
import { aPoll } from './poll.ts'
import { type Scene, setScene } from './scene.ts'
import { theSettings } from './settings.ts'
import { withoutTyping } from './without-typing.ts'

/** What a reading group on Slack does, and what each of them sees. */
export function story(open: () => Table): void {
  let scene: Scene
  const begun = () => scene

  beforeAll(() => {
    scene = setScene(open())
  })
  afterEach(() => scene.teller.isClean())

  aPoll(begun)
  aBlindPoll(begun)
  whoeverAsks(begun)
  theSettings(begun)
  withoutTyping(begun)
  inWords(begun)
  inPlaces(begun)
  inTheEnd(begun)
}
