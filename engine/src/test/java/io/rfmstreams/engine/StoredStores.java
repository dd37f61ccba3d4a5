package io.rfmstreams.engine;

/** Stores that keep members only in their stored form, as a real store does. */
final class StoredStores extends MemoryStores {
  @Override
  public void saveMember(String memberId, MemberState state) {
    super.saveMember(memberId, MemberStateCodec.decode(MemberStateCodec.encode(state)));
  }
}
