/**
 * What a member's events mean: figures, scores, segments, deadlines and triggers, in plain Java.
 *
 * <p>Six classes tell the story, in this order:
 *
 * <ol>
 *   <li>{@link io.rfmstreams.engine.Lifecycle} is the door: state and event in, {@link
 *       io.rfmstreams.engine.Decision} out.
 *   <li>{@link io.rfmstreams.engine.Partition} keeps the order: events, ticks and what falls due between
 *       them.
 *   <li>{@link io.rfmstreams.engine.MemberState} is all that is kept of a member.
 *   <li>{@code Walk} takes a member from one instant to a later one, over every day on which something is
 *       due: {@code Facts} take events in, {@code Publication} tells what differs, {@code WinbackStep}
 *       looks at the moves.
 *   <li>{@code Ruler} says where a member stands on a day, and on which later day it will first stand
 *       somewhere else.
 *   <li>{@link io.rfmstreams.engine.RuleBook} is the timeline of rule sets: which one holds on which day.
 * </ol>
 */
@NullMarked
package io.rfmstreams.engine;

import org.jspecify.annotations.NullMarked;
