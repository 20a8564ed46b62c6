import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { ownUser } from './postgres-server.ts'

/** A certificate authority that nobody knows, and a certificate of it for 127.0.0.1, for as long as they are needed. */
export async function makeCertificates() {
  const directory = await temporaryDirectory()
  const file = (name: string) => join(directory.path, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: directory.path, stdio: 'pipe' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
  )
  openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=127.0.0.1')
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1')
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names']
  openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...signing)
  const user = ownUser()
  chmodSync(directory.path, 0o755)
  chmodSync(file('server.key'), 0o600)
  if (user !== undefined) chownSync(file('server.key'), user.uid, user.gid)
  return {
    authority: file('ca.pem'),
    certificate: file('server.pem'),
    key: file('server.key'),
    [Symbol.asyncDispose]: directory[Symbol.asyncDispose],
  }
}
