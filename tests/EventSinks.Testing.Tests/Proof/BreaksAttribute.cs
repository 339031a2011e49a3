namespace EventSinks.Testing.Proof;

/// <summary>Says which rules a broken sink breaks: exactly these, the first being the one that it is there for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BreaksAttribute(params int[] rules) : Attribute
{
    public IReadOnlyList<int> Rules { get; } = rules;

    /// <summary>Gets whether other rules break as well, because nothing works any more.</summary>
    public bool AndMore { get; init; }

    /// <summary>Gets after how many seconds a call counts as one that does not end; short for those that do not.</summary>
    public int Patience { get; init; } = 30;
}
