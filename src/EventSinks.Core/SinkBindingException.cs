using EventSinks.Binding;

namespace EventSinks;

/// <summary>A stack was to be opened strictly, and a declaration of its environment cannot be bound.</summary>
public sealed class SinkBindingException : FormatException
{
    internal SinkBindingException(BindingReport report)
        : base(string.Join('\n', report.Diagnostics.Where(static diagnostic => diagnostic.IsError))) => Report = report;

    /// <summary>Gets everything that was found.</summary>
    public BindingReport Report { get; }
}
