import { type CipherKey, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipherName = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/**
 * Encrypts a text (AES-256-GCM). @param key 32 bytes. @param boundTo What it belongs to: it can't be decrypted as
 * something else's.
 *
 * @returns base64 of iv, tag and ciphertext.
 */
export function encrypt(text: string, key: CipherKey, boundTo: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(cipherName, key, iv).setAAD(Buffer.from(boundTo))
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64')
}

/** @throws Error if the text was encrypted with another key or for something else, or was changed. */
export function decrypt(encrypted: string, key: CipherKey, boundTo: string): string {
  const bytes = Buffer.from(encrypted, 'base64')
  const decipher = createDecipheriv(cipherName, key, bytes.subarray(0, ivBytes))
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString()
}
