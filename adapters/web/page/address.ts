import { useEffect, useState } from 'preact/hooks'

/** Who looks, and where. It stands in the page's address, so that bookmarks and going back work. */
export interface Address {
  readonly person: string
  readonly channel: string
  readonly thread?: string
}

function readAddress(): Address {
  const words = new URLSearchParams(location.hash.slice(1))
  const thread = words.get('thread')
  return {
    person: words.get('as') ?? 'web:ada',
    channel: words.get('in') ?? 'reading-group',
    ...(thread !== null && { thread }),
  }
}

/** The link that leads to a place, as a person. */
export function toHref({ person, channel, thread }: Address): string {
  return `#${new URLSearchParams({ as: person, in: channel, ...(thread !== undefined && { thread }) })}`
}

/** The page's address, kept up to date. */
export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress)
  useEffect(() => {
    const onHashChange = () => setAddress(readAddress())
    addEventListener('hashchange', onHashChange)
    return () => removeEventListener('hashchange', onHashChange)
  }, [])
  return address
}
