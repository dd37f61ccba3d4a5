/**
 * Models of when customers stop buying and of what their orders are worth: BG/NBD, MBG/NBD and
 * Gamma-Gamma.
 *
 * <p>The symbols are the papers': {@code x} repeat order days, {@code t_x} time from the first order
 * day to the last, {@code T} time from the first order day to the as-of day. Times are whole days
 * here; each model turns them into its own unit. Everything is computed with {@link StrictMath}, so
 * that the same history gives the same bits, and so the same day, on every machine.
 */
@NullMarked
package io.rfmstreams.engine.survival;

import org.jspecify.annotations.NullMarked;
