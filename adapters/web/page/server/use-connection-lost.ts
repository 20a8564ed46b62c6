import { useEffect, useState } from 'preact/hooks'
import { connection } from './connection.ts'

/** Whether the server can't be reached at present. */
export function useConnectionLost(): boolean {
  const [isLost, setLost] = useState(connection.isLost)
  useEffect(() => {
    const look = () => setLost(connection.isLost())
    look()
    return connection.onChange(look)
  }, [])
  return isLost
}
