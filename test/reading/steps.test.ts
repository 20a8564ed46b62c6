import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { readOffsets } from '../../src/reading/steps.ts'

describe('steps as people write them', () => {
  test.each([
    ['choose=-14d', { choose: { days: -14 } }],
    ['choose=−14d', { choose: { days: -14 } }],
    ['recap=48h', { recap: { minutes: 2880 } }],
    ['recap=+48h', { recap: { minutes: 2880 } }],
    ['reveal=45m', { reveal: { minutes: 45 } }],
    ['remind2=off,announce=T-3d', { remind2: 'off', announce: { days: -3 } }],
    ['choose=-60d', { choose: { days: -60 } }],
  ])('%s', (words, offsets) => expect(readOffsets(words, {})).toEqual(offsets))

  test.each([
    ['choose=14d', 'The choice of the paper would come after the announcement.'],
    ['choose=14d', 'Keep this order: the choice of the paper, the announcement, the first reminder, '],
    ['choose=-61d', 'too far'],
    ['choose=-9999d', 'too far'],
    ['recap=9999h', 'too far'],
    ['recap=soon', "I don't understand “recap=soon”."],
  ])('%s is refused', (words, said) => {
    expect(() => readOffsets(words, {})).toThrow(UserError)
    expect(() => readOffsets(words, {})).toThrow(said)
  })
})
