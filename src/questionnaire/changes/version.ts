import type { Weight } from './form-change.ts'

/** Major, minor and patch (Semantic Versioning 2.0.0, without what follows a hyphen or plus). */
export type Version = readonly [major: number, minor: number, patch: number]

/** `undefined` for what is no version of three numbers. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(text.trim()) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)]
}

export function renderVersion(version: Version): string {
  return version.join('.')
}

/** The least version that says how much has changed. */
export function nextVersion([major, minor, patch]: Version, weight: Weight): Version {
  if (weight === 'major') return [major + 1, 0, 0]
  return weight === 'minor' ? [major, minor + 1, 0] : [major, minor, patch + 1]
}

/** Negative when `a` comes before `b`. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
