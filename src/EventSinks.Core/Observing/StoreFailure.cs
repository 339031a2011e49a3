namespace EventSinks.Observing;

/// <summary>What the store fails to do, and has not done since.</summary>
/// <param name="Operation">What.</param>
/// <param name="ErrorType">The type of the last exception; its message may name what is nobody's business.</param>
/// <param name="Since">When it first failed.</param>
/// <param name="LastAt">When it last did.</param>
internal sealed record StoreFailure(StoreOperation Operation, string ErrorType, DateTimeOffset Since, DateTimeOffset LastAt);
