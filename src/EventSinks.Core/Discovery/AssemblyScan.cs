using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EventSinks.Discovery;

/// <summary>Reads an assembly's metadata, and runs nothing of it.</summary>
internal static class AssemblyScan
{
    private const string AttributeName = nameof(ExportEventSinkAttribute);
    private const string AttributeNamespace = "EventSinks";
    private const int MaxNesting = 100;

    /// <summary>Reads an assembly.</summary>
    /// <param name="path">The DLL.</param>
    /// <returns>What its metadata shows.</returns>
    /// <exception cref="InvalidDataException">It is no .NET assembly, or exports in a way that this host does not know.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="Exception">It is damaged; the metadata reader throws one of many types.</exception>
    public static FoundAssembly Read(string path)
    {
        // What says that it is empty is not opened: it may be a pipe to which nobody ever writes.
        if (new FileInfo(path).Length == 0)
        {
            throw new InvalidDataException("the file is empty");
        }

        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata)
        {
            throw new InvalidDataException("the file is no .NET assembly");
        }

        var metadata = file.GetMetadataReader();
        return new FoundAssembly(
            metadata.GetAssemblyDefinition().Version,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())],
            [.. metadata.TypeDefinitions.SelectMany(handle => ReadExports(metadata, metadata.GetTypeDefinition(handle)))]);
    }

    private static IEnumerable<FoundExport> ReadExports(MetadataReader metadata, TypeDefinition type)
    {
        foreach (var handle in type.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (IsExport(metadata, attribute))
            {
                var arguments = attribute.DecodeValue(ArgumentTypes.Instance).FixedArguments;
                if (arguments.Length != 2)
                {
                    throw ArgumentTypes.Unexpected();
                }

                yield return new FoundExport(FullName(metadata, type), (string?)arguments[0].Value ?? "", (int)(arguments[1].Value ?? 0));
            }
        }
    }

    private static bool IsExport(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind is not HandleKind.MemberReference)
        {
            return false;
        }

        var owner = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (owner.Kind is not HandleKind.TypeReference)
        {
            return false;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)owner);
        return metadata.StringComparer.Equals(type.Name, AttributeName) && metadata.StringComparer.Equals(type.Namespace, AttributeNamespace);
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type, int depth = 0)
    {
        // A damaged file may say that a type is nested in itself.
        if (depth > MaxNesting)
        {
            throw new InvalidDataException($"a type is nested in more than {MaxNesting} others");
        }

        var name = metadata.GetString(type.Name);
        var owner = type.GetDeclaringType();
        if (!owner.IsNil)
        {
            return $"{FullName(metadata, metadata.GetTypeDefinition(owner), depth + 1)}+{name}";
        }

        return type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    /// <summary>The attribute's arguments are a string and an integer; nothing else has to be understood.</summary>
    private sealed class ArgumentTypes : ICustomAttributeTypeProvider<PrimitiveTypeCode>
    {
        public static ArgumentTypes Instance { get; } = new();

        public PrimitiveTypeCode GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode;

        public PrimitiveTypeCode GetSystemType() => throw Unexpected();

        public PrimitiveTypeCode GetSZArrayType(PrimitiveTypeCode elementType) => throw Unexpected();

        public PrimitiveTypeCode GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => throw Unexpected();

        public PrimitiveTypeCode GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => throw Unexpected();

        public PrimitiveTypeCode GetTypeFromSerializedName(string name) => throw Unexpected();

        public PrimitiveTypeCode GetUnderlyingEnumType(PrimitiveTypeCode type) => throw Unexpected();

        public bool IsSystemType(PrimitiveTypeCode type) => false;

        public static InvalidDataException Unexpected() => new($"{AttributeName} has arguments that this host does not know.");
    }
}
