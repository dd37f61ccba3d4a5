/** Events as files: reading what others wrote, with a reason for every line that cannot be taken. */
@NullMarked
package io.rfmstreams.offline.events;

import org.jspecify.annotations.NullMarked;
