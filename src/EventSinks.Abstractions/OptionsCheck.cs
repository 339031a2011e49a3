namespace EventSinks;

/// <summary>Takes what a factory finds in the options of one declaration. Not thread-safe.</summary>
public sealed class OptionsCheck
{
    private readonly List<OptionFinding> _findings = [];

    /// <summary>Gets what was found, in the order it was said.</summary>
    public IReadOnlyList<OptionFinding> Findings => _findings;

    /// <summary>Says that an option works but is not what its writer may expect.</summary>
    /// <param name="option">The property of the options record, as <c>nameof</c> gives it; the user sees its key, at its position.</param>
    /// <param name="message">What is there and what is done with it, without secrets.</param>
    public void Warn(string option, string message) => Add(option, message, isError: false);

    /// <summary>Says that nothing can be delivered with an option.</summary>
    /// <param name="option">The property of the options record, as <c>nameof</c> gives it; the user sees its key, at its position.</param>
    /// <param name="message">What is there and what would be right, without secrets.</param>
    public void Error(string option, string message) => Add(option, message, isError: true);

    private void Add(string option, string message, bool isError)
    {
        ArgumentException.ThrowIfNullOrEmpty(option);
        ArgumentException.ThrowIfNullOrEmpty(message);
        _findings.Add(new(option, message, isError));
    }
}
