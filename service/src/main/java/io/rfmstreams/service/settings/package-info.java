/** What an operator sets: the keys, where their values come from, and the records they become. */
@NullMarked
package io.rfmstreams.service.settings;

import org.jspecify.annotations.NullMarked;
