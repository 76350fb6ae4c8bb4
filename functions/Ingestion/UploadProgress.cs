namespace EsgFunctions.Ingestion;

/// <summary>How far the import of a file has come: all that the next slice must know.</summary>
/// <param name="File">The blob that brought it.</param>
/// <param name="FileETag">Of the blob as it was looked at: a file replaced meanwhile is another upload.</param>
/// <param name="IsCopy">What is read is a copy in UTF-8.</param>
/// <param name="Slice">The next one to read, from 0.</param>
/// <param name="Layout">Of rows; null for a feed, an alert or a list of feeds, which is read whole.</param>
/// <param name="At">Where the next slice begins.</param>
/// <param name="Counted">What the next slice comes to, written before its first row is, so that a second try counts the same.</param>
public sealed record UploadProgress(string File, string FileETag, bool IsCopy, int Slice, RowLayout? Layout, RowPosition At, SliceOutcome? Counted);

/// <summary>What one slice of a file came to.</summary>
/// <param name="Rows">Read in it, whatever became of them.</param>
/// <param name="Rejected">Errors, at most <see cref="Upload.MaxRejected"/>.</param>
/// <param name="Problem">With the file as a whole; null where there is none.</param>
public sealed record SliceOutcome(
    int Rows, int Accepted, int Duplicates, int RejectedCount, IReadOnlyList<RowError> Rejected, RowPosition Next, bool IsEnd, string? Problem);

/// <summary>A message on queue <c>upload-slices-due</c>: this slice of this upload may be read.</summary>
public sealed record UploadSliceDue(string Upload, int Slice);
