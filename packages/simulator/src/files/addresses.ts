import { mac } from "../crypto/text.ts";
import { now, worldKey } from "../world/world.ts";
import type { World } from "../world/world.ts";

/** A pre-signed address works for so long. */
const life = 15 * 60 * 1000;

/** Stands for the default organization in an address, where an empty part would be lost. */
const defaultName = "-";

const signatureOf = (world: World, path: string, expires: string) => mac(worldKey(world), `${path}?${expires}`);

/** An address that whoever has it may read, until it expires. The organization's name stands in it (design 3.6). */
export const signedAddress = (world: World, origin: string, path: string): string => {
  const whole = `/_files/${world.organization === "" ? defaultName : world.organization}/${path}`;
  const expires = String(Math.ceil((now(world) + life) / 1000));
  return `${origin}${whole}?expires=${expires}&signature=${signatureOf(world, whole, expires)}`;
};

/** The organization that a part of an address names. */
export const organizationInAddress = (part: string): string => (part === defaultName ? "" : part);

/** Whether this address was signed here and has not expired. */
export const isSigned = (world: World, url: URL): boolean => {
  const expires = url.searchParams.get("expires") ?? "";
  if (!/^\d{1,15}$/.test(expires) || Number(expires) * 1000 <= now(world)) return false;
  return url.searchParams.get("signature") === signatureOf(world, url.pathname, expires);
};
