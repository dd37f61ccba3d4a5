/** What all parts of the running service share: how it says that it cannot go on. */
@NullMarked
package io.rfmstreams.service;

import org.jspecify.annotations.NullMarked;
