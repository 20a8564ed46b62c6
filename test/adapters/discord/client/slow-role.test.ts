import { expect, test } from 'vitest'
import { roleSlow } from '../../../../adapters/discord/client/errors.ts'
import { createRoles } from '../../../../adapters/discord/client/roles.ts'
import { PersonId, SpaceId } from '../../../../src/chat/caller.ts'
import { createFakeClock } from '../../../fake-clock.ts'

const [waitMs, server] = [1500, '100000000000000001']
const ada = PersonId.parse('discord:1')

/** Everyone is asked, and Discord lists them once it may. */
function asking() {
  const clock = createFakeClock('2026-12-01T12:00:00Z')
  const { promise, resolve: answer } = Promise.withResolvers<readonly PersonId[]>()
  const roles = createRoles({ clock, findPeople: () => promise } as unknown as Parameters<
    typeof createRoles
  >[0])
  const place = { platform: 'discord', space: SpaceId.parse(`discord:${server}`), channel: '2' }
  return { clock, answer, invitees: roles.inviteesOf(server, place) }
}

test('when Discord takes a second and a half to list members, mention people instead', async () => {
  const { clock, invitees } = asking()
  clock.advance(waitMs)
  await expect(invitees).rejects.toEqual(roleSlow())
})

test('once members are listed, nothing waits for that time to be over', async () => {
  const { clock, answer, invitees } = asking()
  expect(clock.endingIn(waitMs)).toBe(1)
  answer([ada])
  expect(await invitees).toEqual([ada])
  expect(clock.endingIn(waitMs)).toBe(0)
})
