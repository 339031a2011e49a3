namespace EventSinks;

/// <summary>One finding of a factory about one option.</summary>
/// <param name="Option">The property of the options record.</param>
/// <param name="Message">What is there and what follows.</param>
/// <param name="IsError">Whether the declaration cannot be used.</param>
public sealed record OptionFinding(string Option, string Message, bool IsError);
