import type { Member } from '../wire.ts'
import { Adding } from './adding.tsx'
import { addressOf, type Here } from './address.ts'
import { addChannel, addPerson } from './api.ts'
import { Face, Mark } from './face.tsx'

interface Props {
  readonly here: Here
  readonly people: readonly Member[]
  readonly channels: readonly string[]
  /** Channels in which something was said since they were left. */
  readonly unread: readonly string[]
}

const ranks = { member: 'Member', manager: 'Manager', admin: 'Admin' }

/** Where to go, and whom to speak as. */
export function Sidebar({ here, people, channels, unread }: Props) {
  const go = (where: Partial<Here>) => location.assign(addressOf({ ...here, ...where }))
  return (
    <>
      <p class="brand">
        <Mark /> Cruxgrid
      </p>
      <nav aria-labelledby="channels">
        <h2 id="channels">Channels</h2>
        <ul>
          {channels.map((channel) => (
            <li key={channel}>
              <a
                class="place"
                href={addressOf({ ...here, channel })}
                aria-current={channel === here.channel ? 'page' : undefined}
              >
                <span class="hash" aria-hidden="true">
                  #
                </span>
                <span class="name">{channel}</span>
                {unread.includes(channel) && <span class="unread">new</span>}
              </a>
            </li>
          ))}
        </ul>
        <Adding
          label="Add a channel"
          name="Name of the channel"
          limit={40}
          add={(name) => addChannel(name.toLowerCase().replaceAll(' ', '-'))}
          done={({ name }) => go({ channel: name })}
        />
      </nav>
      <nav aria-labelledby="people">
        <h2 id="people">Speak as</h2>
        <ul>
          {people.map(({ id, name, rank }) => (
            <li key={id}>
              <a
                class="place"
                href={addressOf({ ...here, person: id })}
                aria-current={id === here.person ? 'true' : undefined}
              >
                <Face name={name} />
                <span class="name">{name}</span>
                {rank !== 'member' && <span class="rank">{ranks[rank]}</span>}
              </a>
            </li>
          ))}
        </ul>
        <Adding
          label="Add a person"
          name="Name of the person"
          limit={40}
          choices={{ label: 'Rank', values: ranks }}
          add={addPerson}
          done={({ id }) => go({ person: id })}
        />
      </nav>
    </>
  )
}
