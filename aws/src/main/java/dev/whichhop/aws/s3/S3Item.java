package dev.whichhop.aws.s3;

/**
 * An object of S3 as a listing shows it.
 *
 * @param size in bytes
 * @param eTag without its quotes; another content has another one
 * @param archived true when it must be restored before it can be read
 */
public record S3Item(String bucket, String key, long size, String eTag, boolean archived) {
  public String url() {
    return S3Location.SCHEME + bucket + "/" + key;
  }
}
