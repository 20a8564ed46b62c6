import { useEffect, useState } from 'preact/hooks'
import { labels } from '../labels.ts'
import { connection } from './server/connection.ts'
import { useConnectionLost } from './server/use-connection-lost.ts'

/** How long the return of the connection is shown, in ms. */
const backMs = 4000

/** A banner over the messages while there is no connection, and for a moment once it is back. */
export function Banner() {
  const isLost = useConnectionLost()
  const [isBack, setBack] = useState(false)

  useEffect(() => {
    if (isLost) return () => setBack(true)
    return undefined
  }, [isLost])
  useEffect(() => {
    if (!isBack) return
    const timer = setTimeout(() => setBack(false), backMs)
    return () => clearTimeout(timer)
  }, [isBack])

  return (
    <div class="banner">
      <p role="status">{isLost ? labels.noConnection : isBack && labels.connectedAgain}</p>
      {isLost && (
        <button type="button" class="button" onClick={connection.tryNow}>
          {labels.tryNow}
        </button>
      )}
    </div>
  )
}
