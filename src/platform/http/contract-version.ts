/** The next one, by the changelog: until 1.0.0 a minor version may break. */
export const contractVersion = '0.2.0-unreleased'
