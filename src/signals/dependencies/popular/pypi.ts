/** Widely used packages of PyPI, from general knowledge, in the spelling of PEP 503: the best known, then others. */
export const POPULAR_ON_PYPI: readonly string[] = `
aiofiles aiohttp aiosignal airflow alembic altair annotated-types anthropic anyio apache-airflow arrow asgiref asyncpg
attrs autopep8 azure-core azure-identity babel bcrypt beautifulsoup4 black bleach blinker bokeh boto3 botocore
cachetools celery certifi cffi chardet charset-normalizer click cloudpickle colorama confluent-kafka coverage
cryptography cython dash dask databricks-sdk decorator defusedxml discord-py distlib django django-cors-headers
django-filter djangorestframework dnspython docker docutils elasticsearch email-validator exceptiongroup faker fastapi
filelock flake8 flask flask-cors flask-sqlalchemy fonttools frozenlist fsspec future gevent gitpython google-api-core
google-api-python-client google-auth google-cloud-bigquery google-cloud-storage googleapis-common-protos graphql-core
greenlet grpcio grpcio-tools gunicorn httpcore httplib2 httptools httpx huggingface-hub hypothesis idna imageio
importlib-metadata importlib-resources iniconfig ipykernel ipython isodate isort itsdangerous jedi jinja2 jmespath
joblib jsonpatch jsonschema jupyter jupyterlab keyring kiwisolver kubernetes langchain langchain-core lightgbm lxml
markdown markdown-it-py markupsafe marshmallow matplotlib mccabe mlflow more-itertools mpmath msgpack multidict mypy
mypy-extensions nbconvert networkx nltk notebook numba numpy oauthlib openai opencv-python openpyxl opentelemetry-api
opentelemetry-sdk orjson packaging pandas paramiko parso pathspec pexpect pillow platformdirs playwright plotly pluggy
poetry poetry-core polars pre-commit prometheus-client prompt-toolkit propcache protobuf psutil psycopg2
psycopg2-binary pyarrow pyasn1 pyasn1-modules pycparser pycryptodome pycryptodomex pydantic pydantic-core
pydantic-settings pygments pyinstaller pyjwt pylint pymongo pymysql pynacl pyodbc pyopenssl pyparsing pyright pyserial
pyspark pytest pytest-asyncio pytest-cov pytest-mock pytest-xdist python-dateutil python-dotenv python-json-logger
python-jose python-multipart pytorch-lightning pytz pywin32 pyyaml pyzmq rapidfuzz ray redis referencing regex
requests requests-oauthlib requests-toolbelt responses rich rpds-py ruff s3fs s3transfer safetensors scapy
scikit-image scikit-learn scipy scrapy seaborn selenium sentencepiece sentry-sdk setuptools setuptools-scm shapely
simplejson smmap snowflake-connector-python sortedcontainers soupsieve sphinx spacy sqlalchemy sqlparse starlette
statsmodels streamlit structlog sympy tabulate tenacity tensorboard tensorflow termcolor threadpoolctl tiktoken
tokenizers tomlkit torch torchaudio torchvision tornado tox tqdm traitlets transformers trio twine typer
types-requests typing-extensions typing-inspect tzdata tzlocal ujson urllib3 uvicorn uvloop virtualenv watchdog
watchfiles wcwidth websocket-client websockets werkzeug wheel wrapt xgboost xlrd xlsxwriter yarl zipp zstandard
absl-py accelerate adal agate aiobotocore aiohappyeyeballs aiokafka aioredis aiosqlite amqp aniso8601 ansible
ansible-core antlr4-python3-runtime apscheduler argcomplete argon2-cffi argparse asn1crypto astroid asttokens
astunparse async-lru async-timeout authlib autograd avro aws-sam-cli aws-xray-sdk awscli azure-common
azure-keyvault-secrets azure-mgmt-core azure-storage-blob backoff backports-zoneinfo billiard biopython bitarray
boltons brotli bs4 build cattrs cerberus chromadb cligj cloudscraper cmake cohere colorlog comm configargparse
configobj contourpy cookiecutter crcmod croniter cssselect curl-cffi cycler cymem dacite dataclasses-json datasets
dateparser dbt-core ddtrace debugpy deepdiff deepspeed deprecated diffusers dill diskcache django-debug-toolbar
django-environ django-extensions django-redis django-storages docker-compose docopt docstring-parser dulwich
durationpy ecdsa editables einops elastic-transport execnet executing fabric factory-boy faiss-cpu fastavro fasteners
fastjsonschema fastparquet feedparser ffmpy fiona fire flask-login flask-migrate flask-wtf flatbuffers freezegun ftfy
fuzzywuzzy gast gdown gensim geopandas geopy gidgethub gitdb google-cloud-core google-cloud-pubsub
google-cloud-secret-manager google-crc32c google-generativeai google-pasta google-resumable-media gradio graphene
graphviz grpcio-status gspread h11 h2 h5py haystack-ai hiredis hpack html5lib humanfriendly humanize hvac identify
imagesize imbalanced-learn inflection influxdb-client instructor invoke ipaddress ipywidgets iso8601 jaraco-classes
jax jaxlib jeepney jiter json5 jsonlines jsonpath-ng jsonpickle jsonpointer jsonref jsonschema-specifications
jupyter-client jupyter-core kafka-python keras kombu langchain-community langchain-openai langchain-text-splitters
langdetect langsmith launchdarkly-server-sdk lazy-object-proxy libclang librosa lightning litellm llama-index llvmlite
locust loguru looker-sdk lz4 mako mashumaro matplotlib-inline mdurl memory-profiler mistune mock monotonic moto mpi4py
msal msal-extensions msgspec msrest murmurhash mysql-connector-python mysqlclient narwhals natsort nbformat
ndg-httpsclient neo4j nest-asyncio newrelic nodeenv numexpr nvidia-cublas-cu12 oauth2client omegaconf onnx onnxruntime
openapi-spec-validator opencv-contrib-python opencv-python-headless opensearch-py opentelemetry-exporter-otlp
opentelemetry-proto opentracing optree optuna oracledb orderly-set overrides palettable pandas-gbq pandera parse
passlib patsy pbr pdfminer-six pdfplumber peewee peft pendulum pep517 phonenumbers pika pip pip-tools pipenv pkginfo
plumbum ply pooch portalocker preshed prettytable prometheus-fastapi-instrumentator proto-plus psycopg psycopg-binary
ptyprocess pure-eval py4j pybind11 pycodestyle pycountry pydeck pydot pydub pyfiglet pyflakes pygithub pyhocon
pyinstrument pymssql pymupdf pyodide-py pypdf pypdf2 pyperclip pyproj pyproject-hooks pyrsistent pysftp pysocks
pytest-django pytest-env pytest-metadata pytest-randomly pytest-rerunfailures pytest-runner pytest-timeout python-docx
python-engineio python-gitlab python-jenkins python-levenshtein python-magic python-pptx python-slugify
python-socketio python-telegram-bot pytz-deprecation-shim pyvis pywavelets pyxlsb qdrant-client qrcode questionary
rasterio readme-renderer reportlab requests-aws4auth requests-file requests-mock resolvelib retry retrying
rfc3339-validator rfc3986 robotframework rsa ruamel-yaml ruamel-yaml-clib sacrebleu schedule schema scikit-build
secretstorage semver send2trash sendgrid sentence-transformers shap shellingham simple-salesforce six slack-sdk
slackclient slicer slowapi smart-open smdebug-rulesconfig sniffio snowballstemmer soundfile spacy-legacy
sphinx-rtd-theme sqlalchemy-utils sqlglot sqlmodel srsly sse-starlette sshtunnel stack-data stevedore stripe supabase
tables tblib telethon tensorboard-data-server tensorflow-hub terminado testcontainers text-unidecode textual tifffile
timm tinycss2 toml tomli tomli-w toolz torchmetrics trafilatura triton trl trove-classifiers twilio typeguard
types-python-dateutil types-pyyaml typing unidecode universal-pathlib uri-template uritemplate user-agents uv
validators vine vllm voluptuous wandb wasabi weasyprint webcolors webdriver-manager webencodings wsproto wtforms
xarray xmltodict xxhash yamllint yapf youtube-dl yt-dlp zeep zope-interface
`
  .trim()
  .split(/\s+/);

/** Real packages whose names are one step from a popular one. */
export const KNOWN_ON_PYPI: readonly string[] = `
aiohttp-cors aresponses bpython cchardet ctransformers cwcwidth django-filer djongo fastai grequests gsutil ipytest
jsonpath ngboost openapi pyaml pylink pyshark retworkx scrypt tensorboardx unicorn willow x-transformers attr boto
botocore-stubs click-plugins dask-ml django-cor flask-cor fastapi-cli httpx2 jupyter-lab mypy-boto3 numpydoc panda
psycopg3 pycrypto pydantic-ai pyjwt2 pymongo3 pytest-cover pytest-mocks redis-py request response scikit-learn-extra
sentry starlite tensorflow-cpu tensorflow-gpu torch-vision types-request typing-extension websocket-server websocket
nose2 jinja django2 sqlalchemy2-stubs cryptograph tokenize tokenizer transformer tomlkits pandas-ta plotly-express
pyspark-stubs uvicorn-worker
`
  .trim()
  .split(/\s+/);
