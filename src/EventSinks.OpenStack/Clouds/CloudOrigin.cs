namespace EventSinks.OpenStack.Clouds;

/// <summary>Where the settings of a cloud come from, and so how its keys are called in messages.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Source">What people call it, for instance <c>cloud 'prod' of /etc/openstack/clouds.yaml</c>.</param>
internal sealed record CloudOrigin(CloudOriginKind Kind, string Cloud, string Source)
{
    /// <summary>Gets a value indicating whether the settings are variables.</summary>
    public bool IsVariables => Kind is CloudOriginKind.Variables;

    /// <summary>Gives the name under which somebody sets a key here.</summary>
    public string Name(string key) => IsVariables ? CloudKeys.VariableOf(key) : $"'{key}'";

    /// <summary>Says that a key is missing, and what it takes.</summary>
    public string Lacks(string key, string takes) =>
        IsVariables ? $"{Name(key)} is not set; it takes {takes}." : $"{Source} has no {Name(key)}; it takes {takes}.";

    /// <summary>Says that a key has a wrong value, and what it takes. The value is not repeated: it may be a secret in the wrong place.</summary>
    public string Wrong(string key, string takes) => $"{Name(key)} of {Source} takes {takes}.";
}
