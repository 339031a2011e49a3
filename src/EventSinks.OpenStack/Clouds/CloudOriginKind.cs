namespace EventSinks.OpenStack.Clouds;

/// <summary>Where the settings of a cloud come from.</summary>
internal enum CloudOriginKind
{
    /// <summary>A file such as clouds.yaml.</summary>
    File,

    /// <summary>The <c>OS_*</c> variables.</summary>
    Variables,

    /// <summary>The host's configuration.</summary>
    Configuration,
}
