// With its certificates the package is half a megabyte of code, which a process that meets no
// passkey never needs: it is loaded with the first one.

export const webauthn = async () => await import("@simplewebauthn/server");
export const attestations = async () => await import("@simplewebauthn/server/helpers");
