package io.rfmstreams.offline.events;

/**
 * Something odd in what was taken of a file, told once.
 *
 * @param code a name for machines, in kebab case
 * @param count how often it is there
 * @param words a sentence for people
 */
public record Notice(String code, long count, String words) {}
