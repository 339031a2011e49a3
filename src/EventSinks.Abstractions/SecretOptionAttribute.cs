namespace EventSinks;

/// <summary>Marks an option whose value is never shown: hosts hide it from status, logs, diagnostics and <c>env show</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretOptionAttribute : Attribute;
