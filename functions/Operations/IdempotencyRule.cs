namespace EsgFunctions.Operations;

/// <summary>What becomes of a request whose Idempotency-Key is known.</summary>
public enum KnownKey
{
    /// <summary>The key is free again: handle the request.</summary>
    Free,

    /// <summary>It is the same request: answer as the first time.</summary>
    Repeated,

    /// <summary>It is the same request, and the first try of it has not answered yet.</summary>
    AtWork,

    /// <summary>It is another request under the same key. The first one's answer would make its sender believe that it was heard.</summary>
    OtherBody,
}

/// <summary>By draft-ietf-httpapi-idempotency-key-header, 2.6 and 2.7: a key belongs to one body, whose hash is its fingerprint.</summary>
public static class IdempotencyRule
{
    /// <summary>How long a key stands for its first answer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>A first try that has not answered by then is taken for dead.</summary>
    public static readonly TimeSpan TakenForDead = TimeSpan.FromMinutes(2);

    /// <param name="body">Hash of the first request's body.</param>
    /// <param name="isAnswered">The first request was answered.</param>
    /// <param name="age">Since it came.</param>
    /// <param name="asked">Hash of this request's body.</param>
    public static KnownKey Decide(string body, bool isAnswered, TimeSpan age, string asked) =>
        age >= Kept ? KnownKey.Free
        : body != asked ? KnownKey.OtherBody
        : isAnswered ? KnownKey.Repeated
        : age < TakenForDead ? KnownKey.AtWork
        : KnownKey.Free;
}
