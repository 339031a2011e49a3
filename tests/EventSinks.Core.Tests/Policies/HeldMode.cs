namespace EventSinks.Policies;

/// <summary>What an option of <see cref="HeldOptions"/> may be.</summary>
public enum HeldMode
{
    Plain,
    WithDetails,
}
