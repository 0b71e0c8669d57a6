/**
 * Keeps what `make` made for the last `max` keys that were asked for and drops the least recently used first. For
 * everything that is kept by a name that a request may choose.
 */
export function boundedCache<Key, Value>(
  max: number,
  make: (key: Key) => Value,
): (key: Key) => Value {
  const kept = new Map<Key, Value>();
  return (key) => {
    const known = kept.get(key);
    const value = known === undefined ? make(key) : known;
    // A Map iterates in insertion order: the oldest key comes first.
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= max) break;
      kept.delete(oldest);
    }
    return value;
  };
}
