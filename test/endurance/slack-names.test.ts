import { test } from 'vitest'
import { crowdVotes } from '../slack/new-people.ts'

test('130 new people vote within four seconds: within a minute every name is right, within the rates of Slack', () =>
  crowdVotes(130))
