import { labels } from '../labels.ts'
import type { Member } from '../wire.ts'
import { AddForm } from './add-form.tsx'
import { type Address, toHref } from './address.ts'
import { addChannel, addPerson } from './api.ts'
import { Avatar, Logo } from './avatar.tsx'

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly channels: readonly string[]
  /** Channels with messages since this person last looked. */
  readonly unread: readonly string[]
}

/** The channels, and the people to speak as. */
export function Sidebar({ address, people, channels, unread }: Props) {
  const go = (where: Partial<Address>) => location.assign(toHref({ ...address, ...where }))
  return (
    <>
      <p class="brand">
        <Logo /> {labels.bot}
      </p>
      <nav aria-labelledby="channels">
        <h2 id="channels">{labels.channels}</h2>
        <ul>
          {channels.map((channel) => (
            <li key={channel}>
              <a
                class="place"
                href={toHref({ ...address, channel })}
                aria-current={channel === address.channel ? 'page' : undefined}
              >
                <span class="hash" aria-hidden="true">
                  #
                </span>
                <span class="name">{channel}</span>
                {unread.includes(channel) && <span class="unread">{labels.unread}</span>}
              </a>
            </li>
          ))}
        </ul>
        <AddForm
          label={labels.addChannel}
          name={labels.channelName}
          limit={40}
          onAdd={(name) => addChannel(name.toLowerCase().replaceAll(' ', '-'))}
          onDone={({ name }) => go({ channel: name })}
        />
      </nav>
      <nav aria-labelledby="people">
        <h2 id="people">{labels.people}</h2>
        <ul>
          {people.map(({ id, name, rank }) => (
            <li key={id}>
              <a
                class="place"
                href={toHref({ ...address, person: id })}
                aria-current={id === address.person ? 'true' : undefined}
              >
                <Avatar name={name} />
                <span class="name">{name}</span>
                {rank !== 'member' && <span class="rank">{labels.ranks[rank]}</span>}
              </a>
            </li>
          ))}
        </ul>
        <AddForm
          label={labels.addPerson}
          name={labels.personName}
          limit={40}
          choices={{ label: labels.rank, values: labels.ranks }}
          onAdd={addPerson}
          onDone={({ id }) => go({ person: id })}
        />
      </nav>
    </>
  )
}
